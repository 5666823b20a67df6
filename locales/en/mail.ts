import type { mail as fr } from '../fr/mail'
import type { Same } from '../same'

export const mail: Same<typeof fr> = {
  hello: 'Hello,',
  hello_name: 'Hello {name},',
  open: 'Open',
  neutral: 'Your portal',
  fact: '{label}: {value}',
  preferences: 'Preferences',
  unsubscribe: 'Stop these e-mails',
  thing: {
    tickets: '[#{number}] {subject}',
    messages: 'Conversation',
    payments: 'Payment: {title}',
    approvals: 'Approval: {title}',
    files: '{file}',
    shelf: 'Files',
    tasks: '{title}',
  },
  thread: '{thing} – {project}',
  news: '{n} updates – {project}',
  news_subject: 'Updates – {project}',
  messages: '{n} new messages – {project}',
  day: 'Your day with {workspace}',
  rest: '{n, plural, one {And one more.} other {And # more.}}',
  open_project: 'Open the project',
  open_all: 'See all notifications',
  answer_ticket: 'You can reply to this e-mail: your reply will be added to the request.',
  answer_conversation:
    'You can reply to this e-mail: your reply will be added to the project’s conversation.',
  answer_nowhere: 'Replies to this e-mail are not read.',
  why_project: 'You receive this e-mail because you follow the project “{project}” with {workspace}.',
  why_workspace: 'You receive this e-mail because {workspace} gave you access to their space.',
  footer:
    '{workspace} gave you access to their space: that is why you receive this e-mail. If you were not expecting it, just ignore it.',
  footer_neutral:
    'Somebody asked for this e-mail to be sent to this address. If it was not you, just ignore it: nothing will happen.',
}
