declare const worker: { fetch(request: Request, env: object, context: ExecutionContext): Promise<Response> }
export default worker
