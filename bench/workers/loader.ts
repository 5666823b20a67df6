type Env = Record<string, unknown> & {
  LOADER: { get(id: string, code: () => object): { getEntrypoint(): Fetcher } }
  VARIABLES: Record<string, string>
}

/** Loads a candidate (`/<name>/<n>`) into an isolate of its own and sends it its first request. */
export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const [, name = '', n] = new URL(request.url).pathname.split('/')
    const loaded = env.LOADER.get(`${name}-${n}`, () => ({
      compatibilityDate: '2026-09-18',
      compatibilityFlags: ['nodejs_compat'],
      mainModule: 'main.js',
      modules: { 'main.js': env[name.toUpperCase()] },
      env: env.VARIABLES,
    }))
    const answer = await loaded.getEntrypoint().fetch('https://portail.parvis.test/nothing-here')
    await answer.text()
    return new Response(String(answer.status))
  },
}
