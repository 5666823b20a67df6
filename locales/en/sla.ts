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
  page: {
    title: 'Promises',
    lead: 'How soon a request gets its first reply, and then its resolution.',
    how: 'In working time: “4 h”, “2 d”, “30 min”. A day counts as {day}, the average of your days. Leave empty what you do not promise.',
    calendar: 'Working days and hours',
    first: 'First reply',
    resolve: 'Resolution',
    field: '{urgency}, {type}: {part}',
    apply: 'Apply to the {n, plural, one {open request} other {# open requests}} too',
    apply_hint: 'The time already spent stays counted: an old request may be late at once.',
    save: 'Save',
    cancel: 'Keep mine',
    saved: 'Promises saved, for the requests to come',
    saved_applied: 'Promises saved and applied to the open requests',
    none: 'Nothing is promised yet',
    presets: 'Start from a template',
    presets_text: 'A template fills the grid; adjust it before you save.',
    preset_title: 'Template “{name}”',
    preset_text: 'Nothing is saved yet: read it through, adjust it, then save.',
    shown: 'Your clients see the promised dates.',
    hidden: 'Your clients do not see the promised dates.',
    recount_title: 'Changed the calendar?',
    recount_text:
      'Open requests keep the due date worked out at their last change. Work them out again by today’s hours and closed days.',
    recount: 'Work out the due dates again',
    recounted: 'Due dates worked out again',
  },
  preset: { calm: 'Calm', standard: 'Standard', keen: 'Keen' },
  error: {
    span: 'Write a duration: “4 h”, “2 d” or “30 min”.',
    order: 'The resolution cannot be promised before the first reply.',
  },
  /** On the form of a new request. */
  promise: {
    both: 'Reply within {first}, resolution within {resolve}, in working time.',
    both_most: 'Reply within {first} at most, resolution within {resolve} at most, in working time.',
    first: 'Reply within {first}, in working time.',
    first_most: 'Reply within {first} at most, in working time.',
    resolve: 'Resolution within {resolve}, in working time.',
    resolve_most: 'Resolution within {resolve} at most, in working time.',
  },
  journal: {
    promises_changed:
      'Promises changed{applied, plural, =0 {} one {, applied to one open request} other {, applied to # open requests}}',
    promises_recounted:
      'Due dates worked out again for {applied, plural, =0 {no request} one {one request} other {# requests}}',
    warned: 'Request #{number}: {which, select, first {reply due soon} other {resolution due soon}}',
    breached: 'Request #{number}: {which, select, first {late reply} other {late resolution}}',
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
