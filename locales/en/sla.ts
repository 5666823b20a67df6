export const sla = {
  span: { days: '{n}\u00a0d', hours: '{n}\u00a0h', minutes: '{n}\u00a0min' },
  /** On the team's lists and pages. */
  team: {
    first: 'Reply by {when}',
    resolve: 'Resolve by {when}',
    first_late: 'Reply {span} late',
    resolve_late: 'Resolution {span} late',
    paused: 'On hold',
    kept: 'Kept',
    missed: 'Missed',
  },
  /** On the client's. */
  client: {
    first: 'Reply expected by {when}',
    resolve: 'Resolution expected by {when}',
  },
}
