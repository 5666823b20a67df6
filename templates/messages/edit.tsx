import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  Stack,
  TextArea,
} from '../shared'
import type { Place } from './line'

export type EditProps = { ui: Ui; place: Place; id: string; body: string; error?: string }

/** Changing one's own words, or taking them back. */
export const EditMessage = ({ ui, place, id, body, error }: EditProps) => {
  const { t } = ui
  const back = urls.messages(place.slug, place.projectId)
  return (
    <Stack>
      <PageHeader title={t('messages.edit.title')} lead={t('messages.edit.hint')} />
      <Card>
        <Form id="edit-message" action={urls.message(place.slug, place.projectId, id)}>
          <ErrorSummary title={t('errors.form')} errors={error ? [{ field: 'body', message: error }] : []} />
          <TextArea name="body" label={t('messages.write')} value={body} error={error} rows={5} />
          <FormActions>
            <Button variant="primary">{t('messages.edit.save')}</Button>
            <ButtonLink href={back}>{t('common.cancel')}</ButtonLink>
          </FormActions>
        </Form>
      </Card>
      <Card>
        <Form action={urls.messagePart(place.slug, place.projectId, id, 'deletion')}>
          <p>{t('messages.edit.delete_text')}</p>
          <FormActions>
            <Button variant="danger" icon="trash-2">
              {t('messages.edit.delete')}
            </Button>
          </FormActions>
        </Form>
      </Card>
    </Stack>
  )
}
