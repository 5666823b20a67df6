import type { Ui } from '../../locales'
import { Badge, Button, Notice } from '../shared'

/** What is wrong with somebody's address, as a team's view of people has it. */
export type Unreachable = {
  mailProblem?: 'bounced' | 'complained' | null
  mailProblemAt?: number | null
  mailProblemDetail?: string | null
}

/** On a person's line. */
export const AddressMark = ({ t, person }: { t: Ui['t']; person: Unreachable }) =>
  person.mailProblem ? (
    <span class="address-mark">
      <Badge tone="danger" icon="circle-x">
        {t(`communications.problem.mark.${person.mailProblem}`)}
      </Badge>
    </span>
  ) : null

/** On their page: since when, in whose words, and the way out. @property action where their address is vouched for */
export const AddressNotice = ({ ui, person, action }: { ui: Ui; person: Unreachable; action: string }) => {
  const { t, format } = ui
  const { mailProblem, mailProblemAt, mailProblemDetail: words } = person
  if (!mailProblem) return null
  return (
    <Notice
      tone="danger"
      icon="circle-x"
      title={t(`communications.problem.mark.${mailProblem}`)}
      actions={
        <form method="post" action={action}>
          <Button size="sm">{t('communications.problem.trust')}</Button>
        </form>
      }
    >
      <p>
        {t(`communications.problem.text.${mailProblem}`)}{' '}
        {mailProblemAt && t('communications.problem.since', { date: format.date(mailProblemAt) })}
      </p>
      {words && <p class="meta">{t('communications.problem.answer', { words })}</p>}
    </Notice>
  )
}
