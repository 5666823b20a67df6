import type { mail as fr } from '../fr/mail'
import type { Same } from '../same'

export const mail: Same<typeof fr> = {
  hello: 'Hello,',
  hello_name: 'Hello {name},',
  open: 'Open',
  neutral: 'Your portal',
  fact: '{label}: {value}',
  answer_ticket: 'You can reply to this e-mail: your reply will be added to the request.',
  answer_conversation:
    'You can reply to this e-mail: your reply will be added to the project’s conversation.',
  footer:
    '{workspace} gave you access to their space: that is why you receive this e-mail. If you were not expecting it, just ignore it.',
  footer_neutral:
    'Somebody asked for this e-mail to be sent to this address. If it was not you, just ignore it: nothing will happen.',
}
