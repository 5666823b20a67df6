/** Stands for `debug` in the Worker's bundle (`alias` in wrangler.toml): what looks into archives would tell it its steps. */
export default () => (): void => {}
