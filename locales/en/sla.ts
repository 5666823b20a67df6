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
  journal: {
    warned: 'Request #{number}: {which, select, first {reply} other {resolution}} due soon',
    breached: 'Request #{number}: {which, select, first {reply} other {resolution}} late',
  },
  mail: {
    warned_first: {
      subject: 'Request #{number}: a reply is due',
      heading: 'A reply is due',
      text: '{client} is waiting for a first reply to “{subject}” ({project}). Three quarters of the time have passed.',
      button: 'Reply',
      fact: { due: 'To answer by' },
    },
    warned_resolve: {
      subject: 'Request #{number}: its resolution is due',
      heading: 'A request is to be resolved',
      text: '“{subject}” ({client}, {project}) is to be resolved soon. Three quarters of the time have passed.',
      button: 'Open the request',
      fact: { due: 'To resolve by' },
    },
    breached_first: {
      subject: 'Request #{number}: reply late',
      heading: 'The reply is late',
      text: '{client} is still waiting for a first reply to “{subject}” ({project}).',
      button: 'Reply',
      fact: { due: 'Promised for' },
    },
    breached_resolve: {
      subject: 'Request #{number}: resolution late',
      heading: 'The resolution is late',
      text: '“{subject}” ({client}, {project}) was to be resolved.',
      button: 'Open the request',
      fact: { due: 'Promised for' },
    },
  },
}
