import type { Say } from '../../locales'
import { Badge, type Tone } from '../shared'

type Shown = 'in_progress' | 'waiting_client' | 'done' | 'archived'

const tones: Record<Shown, Tone> = {
  in_progress: 'info',
  waiting_client: 'warning',
  done: 'success',
  archived: 'neutral',
}

/** The shown state of a project, in words and tone. */
export const ProjectStateBadge = ({ t, state }: { t: Say; state: Shown }) => (
  <Badge tone={tones[state]}>{t(`projects.state.${state}`)}</Badge>
)
