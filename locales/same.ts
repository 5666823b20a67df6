/** The same keys, in another language. */
export type Same<M> = { [K in keyof M]: M[K] extends string ? string : Same<M[K]> }
