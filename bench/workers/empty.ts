/** The least a Worker can be, to compare a cold start with. */
export default { fetch: () => new Response('nothing') }
