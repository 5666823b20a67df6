/** The least a Worker can be, to compare a cold start with. */
export default { fetch: () => new Response('nothing') }

/** Bound in every process, never called. */
export class ProjectRoom {}
