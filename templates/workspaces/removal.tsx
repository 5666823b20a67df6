import type { Ui } from '../../locales'
import { Button, ButtonLink, Card, Form, FormActions, PageHeader } from '../shared'

/** Asks before somebody's access is taken back: the page behind the dialog, for those without JavaScript. */
export const RemovalPage = ({
  ui: { t },
  name,
  action,
  back,
}: {
  ui: Ui
  name: string
  action: string
  back: string
}) => (
  <>
    <PageHeader
      title={`${t('workspaces.members.remove')} · ${name}`}
      lead={t('workspaces.members.remove_lead')}
    />
    <Card class="narrow">
      <Form action={action}>
        <FormActions>
          <Button variant="danger">{t('workspaces.members.remove')}</Button>
          <ButtonLink href={back} variant="ghost">
            {t('common.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </Card>
  </>
)
