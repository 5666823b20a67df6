import { Card, PageHeader } from '../shared'
import type { WithChildren } from '../shared/attrs'
import { ChoicesForm, type ChoicesProps } from './choices'

/** One's own choices, inside the workspace. `children`: what else is chosen there. */
export const OwnPreferences = ({ children, ...choices }: WithChildren<ChoicesProps>) => {
  const { t } = choices.ui
  return (
    <>
      <PageHeader title={t('preferences.title')} lead={t('preferences.lead')} />
      <Card class="narrow">
        <ChoicesForm {...choices} />
      </Card>
      {children}
    </>
  )
}
