import type { notes as fr } from '../fr/notes'
import type { Same } from '../same'

export const notes: Same<typeof fr> = {
  journal: {
    added: 'Note added',
    changed: 'Note edited',
    pinned: 'Note pinned',
    unpinned: 'Note unpinned',
    removed: 'Note deleted',
  },
  title: 'Private notes',
  lead: 'Only the team reads them. The client never sees them.',
  managers: 'Owners and administrators only',
  new: 'New note',
  hint: 'You can use **bold**, *italic*, lists and links.',
  words: 'Note',
  add: 'Add the note',
  added: 'Note added.',
  none: 'No notes yet',
  none_text: 'Keep here what the team should know: habits, things to watch, decisions.',
  pinned: 'Pinned',
  pin: 'Pin',
  unpin: 'Unpin',
  edited: 'edited',
  edit: 'Edit',
  edit_title: 'Edit the note',
  save: 'Save',
  saved: 'Note saved.',
  remove: 'Delete',
  remove_title: 'Delete this note?',
  remove_lead: 'It disappears for the whole team and cannot be recovered.',
  removed: 'Note deleted.',
}
