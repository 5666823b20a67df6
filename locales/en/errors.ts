import type { errors as fr } from '../fr/errors'
import type { Same } from '../same'

export const errors: Same<typeof fr> = {
  required: 'This field is needed.',
  too_long: 'This is too long.',
  too_short: 'This is too short.',
  invalid: 'This value is not valid.',
  email: 'This e-mail address is not valid.',
  amount: 'Give an amount, for example 450.00.',
  date: 'Give a valid date.',
  choice: 'Choose one of the options.',
  form: 'Something needs correcting:',
  not_found: {
    title: 'This page does not exist',
    text: 'It may have moved, or you may not have access to it.',
  },
  forbidden: {
    title: 'This is not possible here',
    text: 'Your access does not allow this.',
  },
  looking: {
    title: 'You are only looking',
    text: 'You are viewing a contact’s space, read-only. Nothing was saved. To act, go back to your own space.',
  },
  conflict: {
    title: 'This has just changed',
    text: 'Somebody else was faster, or its state no longer allows it. Reload the page to see where it stands.',
  },
  too_many: {
    title: 'A little too fast',
    text: 'There were too many tries. Try again in {minutes, plural, one {a minute} other {# minutes}}.',
  },
  fault: {
    title: 'Something went wrong on our side',
    text: 'Nothing was lost. Try again in a moment; if it happens again, give this reference: {reference}.',
  },
  malformed: {
    title: 'This form did not arrive whole',
    text: 'What was sent could not be read, and nothing was saved. Go back to the page and try again.',
  },
  too_large: {
    title: 'This is too large',
    text: 'What was sent is larger than allowed. Nothing was saved; try again with smaller files.',
  },
  origin: {
    title: 'This request came from elsewhere',
    text: 'For safety it was not followed. Go back to the page and try again.',
  },
  home: 'Back home',
}
