import type { messages as fr } from '../fr/messages'
import type { Same } from '../same'

export const messages: Same<typeof fr> = {
  title: 'Messages',
  lead: 'One conversation for this project, with the whole team.',
  lead_team: 'This project’s conversation: the client reads it too.',
  thread: 'Conversation',
  none: 'Nothing has been said yet',
  none_text: 'Write the first message: a question, some news, a document.',
  write: 'Your message',
  placeholder: 'Write a message…',
  send: 'Send',
  attach: 'Attach files',
  fresh: 'New messages',
  today: 'Today',
  yesterday: 'Yesterday',
  edited: 'edited',
  edited_at: 'Edited {when}',
  deleted: 'Message deleted',
  older: 'Earlier messages',
  newest: 'Back to the latest messages',
  archived: 'This project is archived: the conversation can be read but no longer added to.',
  sending: 'Sending…',
  failed: 'Not sent.',
  retry: 'Try again',
  here: '{many, select, yes {{names} are here} other {{names} is here}}',
  typing: '{many, select, yes {{names} are writing…} other {{names} is writing…}}',
  below: 'New messages below',
  error: {
    empty: 'Write a few words or attach a file.',
    long: 'This message is too long: 10,000 characters at most.',
  },
  edit: {
    open: 'Edit',
    title: 'Edit message',
    save: 'Save',
    delete: 'Delete message',
    delete_text:
      'Its words and attachments disappear; the conversation keeps the trace of a deleted message.',
    hint: 'Possible for fifteen minutes after sending.',
    saved: 'Message edited.',
    removed: 'Message deleted.',
  },
  journal: {
    posted: 'Message sent{by, select, mail { by e-mail} other {}}',
    edited: 'Message edited',
    deleted: 'Message deleted',
  },
  mail: {
    posted: {
      subject: '{name} wrote to you: {project}',
      heading: '{name} wrote to you',
      text: 'A new message is waiting for you in the conversation of “{project}”.',
      button: 'Reply',
      fact: { files: 'Attachments' },
    },
  },
}
