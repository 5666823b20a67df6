import type { tasks as fr } from '../fr/tasks'
import type { Same } from '../same'

export const tasks: Same<typeof fr> = {
  state: {
    backlog: 'Project backlog',
    in_progress: 'In progress',
    waiting_client: 'Waiting for client',
    done: 'Done',
  },
  priority: { label: 'Priority', low: 'Low', normal: 'Normal', high: 'High' },
  from: { project: 'Project', ticket: 'Client request' },
  field: {
    title: 'Task',
    description: 'Description',
    assignee: 'Given to',
    phase: 'Stage',
    due: 'Due date',
    internal: 'Internal: the client does not see it',
    reason: 'What do you need from the client?',
  },
  error: {
    reason: 'Tell the client what you need from them.',
    request_is_shared: 'This task comes from a client’s request: they may follow it.',
    long_list: 'A hundred items are enough: make another task of the rest.',
    live_request:
      'This task comes from a request that is still open. Refuse the request or mark it resolved; then the task can be deleted.',
  },
  journal: {
    created: 'Task created',
    edited: 'Task changed',
    moved:
      'Task moved to {to, select, backlog {“Project backlog”} in_progress {“In progress”} waiting_client {“Waiting for client”} other {“Done”}}',
    reordered: 'Task reordered in its column',
    blocked: 'Task waiting for the client',
    unblocked: 'Task unblocked',
    deleted: 'Task deleted',
    restored: 'Task restored',
    commented: 'Comment added to a task',
    comment_removed: 'Comment taken back from a task',
    checklist:
      'A task’s checklist: {change, select, added {item added} ticked {item ticked} unticked {item unticked} renamed {item renamed} moved {item moved} other {item removed}}',
  },
  mail: {
    blocked: {
      heading: 'We need something from you',
      text: '{who} needs something from you to move on with “{title}”.',
      button: 'See what is needed',
    },
    finished: {
      heading: 'It is done',
      text: '{who} has finished “{title}”.',
      button: 'See the project move on',
    },
  },
}
