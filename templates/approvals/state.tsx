import type { Ui } from '../../locales'
import type { ApprovalLine, ApprovalState } from '../../src/domain/approvals/approvals'
import { Badge, type IconName, type Tone } from '../shared'

const looks: Record<ApprovalState, { tone: Tone; icon: IconName }> = {
  asked: { tone: 'warning', icon: 'hourglass' },
  approved: { tone: 'success', icon: 'badge-check' },
  changes: { tone: 'danger', icon: 'pencil' },
  withdrawn: { tone: 'neutral', icon: 'undo-2' },
  superseded: { tone: 'neutral', icon: 'history' },
}

export const ApprovalBadge = ({ ui: { t }, state }: { ui: Ui; state: ApprovalState }) => (
  <Badge {...looks[state]}>{t(`approvals.state.${state}`)}</Badge>
)

/** What it is of, in a line: «Étape « Maquette »», «Maquette.pdf, v2». */
export const subjectOf = (
  { t }: Ui,
  { phaseId, title, number }: Pick<ApprovalLine, 'phaseId' | 'title'> & { number: number | null },
): string =>
  phaseId || number === null
    ? t('approvals.phase_named', { title })
    : t('approvals.version_named', { title, number })
