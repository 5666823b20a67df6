import type { Ui } from '../../locales'
import { urls } from '../../src/urls'
import { Button, Card, Form, FormActions, Icon, PageHeader, Stack, TextField } from '../shared'

type Props = {
  ui: Ui
  slug: string
  projectId: string
  request: { id: string; title: string }
  /** The whole address. */
  address: string
  /** The day it ends, `YYYY-MM-DD`. */
  until: string
  /** Whether this person may take back every link there is. */
  mayRevoke: boolean
}

/** The link by which a request can be paid without signing in, to be handed on to whoever pays. */
export const LinkPage = ({ ui, slug, projectId, request, address, until, mayRevoke }: Props) => {
  const { t, format } = ui
  return (
    <>
      <PageHeader
        title={t('payments.link.title')}
        lead={t('payments.link.lead')}
        crumbs={{
          label: t('payments.title'),
          items: [
            { label: t('payments.title'), href: urls.payments(slug, projectId) },
            { label: request.title, href: urls.payment(slug, projectId, request.id) },
          ],
        }}
      />
      <Card class="narrow">
        <Stack>
          <TextField
            name="address"
            label={t('payments.link.address')}
            value={address}
            hint={t('payments.link.until', { date: format.day(until) })}
            readonly
          />
          <button
            type="button"
            class="btn"
            data-variant="primary"
            hidden
            data-copy={address}
            data-copied={t('payments.bank.copied')}
          >
            <Icon name="copy" />
            <span>{t('payments.link.copy')}</span>
          </button>
          {mayRevoke && (
            <Form action={urls.paymentPart(slug, projectId, request.id, 'link/removal')}>
              <p class="meta">{t('payments.link.revoke_text')}</p>
              <FormActions>
                <Button variant="danger" icon="x">
                  {t('payments.link.revoke')}
                </Button>
              </FormActions>
            </Form>
          )}
        </Stack>
      </Card>
    </>
  )
}
