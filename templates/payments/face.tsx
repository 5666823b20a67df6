import type { Ui } from '../../locales'
import { Money, Prose, Stack } from '../shared'
import { type Taxed, Taxes } from './amounts'

/** What a payer reads of a request, wherever they read it. */
export type Face = Taxed & {
  title: string
  description: string
  state: string
  dueOn: string | null
  validUntil: string | null
  agreedAt: number | null
}

type AmountProps = { ui: Ui; face: Face; overdue: boolean; underway?: boolean }

/** How much, and until when; somebody whose payment is under way is not told to hurry. */
export const Amount = ({ ui: { t, format }, face, overdue, underway = false }: AmountProps) => (
  <div class="asked">
    <Money text={format.money(face.amount ?? 0, face.currency)} large />
    {face.state === 'pending' && face.dueOn && !underway && (
      <p class="meta">
        {t(overdue ? 'payments.was_due_on' : 'payments.due_on', { date: format.day(face.dueOn) })}
      </p>
    )}
    {face.state === 'pending' && face.validUntil && face.agreedAt === null && !underway && (
      <p class="meta">{t('payments.valid_until', { date: format.day(face.validUntil) })}</p>
    )}
  </div>
)

/** What it is for, and what it is made of. */
export const Words = ({ ui, face }: { ui: Ui; face: Face }) =>
  !face.description && !face.taxes?.length ? null : (
    <Stack>
      <Taxes ui={ui} of={face} />
      {face.description && (
        <Prose>
          {face.description.split(/\n{2,}/).map(paragraph => (
            <p>{paragraph}</p>
          ))}
        </Prose>
      )}
    </Stack>
  )
