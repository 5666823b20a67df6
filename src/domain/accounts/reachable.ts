/**
 * A person's address serves (again): it is theirs and new, or somebody vouched for it, or a code sent there came back.
 * The instant stays beside it: what becomes of mails that left before it says nothing any more.
 */
export const reachable = (now: number) => ({
  mailProblem: null,
  mailProblemAt: now,
  mailProblemDetail: null,
})
