import type { Ui } from '../../locales'
import type { TicketPage } from '../../src/domain/tickets/page'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Button,
  ButtonLink,
  Card,
  ErrorSummary,
  FieldRow,
  Form,
  FormActions,
  Notice,
  PageHeader,
  RadioCards,
  TextArea,
  TextField,
} from '../shared'
import { PriceCard, type PriceCardProps } from './price-card'
import { fresh, summary } from './refused'

export type PriceFormProps = {
  ui: Ui
  slug: string
  projectId: string
  ticket: TicketPage
  currency: string
  /** Whether the workspace puts taxes on its prices: only then HT and TTC differ. */
  taxed: boolean
  refused?: Refused
  /** What the client will see, once it has been asked for. */
  preview?: PriceCardProps['price']
}

/** Puts a price on a request: written, seen as the client will see it, then sent. */
export const PriceForm = (props: PriceFormProps) => {
  const { ui, slug, projectId, ticket, currency, taxed, refused = fresh, preview } = props
  const { values, errors } = refused
  const { t } = ui
  const error = (field: string) => (errors[field] ? t(errors[field]) : undefined)
  const here = urls.ticket(slug, projectId, ticket.id)
  return (
    <div class="stack max-w-3xl">
      <PageHeader
        title={t(ticket.offer ? 'tickets.price.form.retitle' : 'tickets.price.form.title')}
        crumbs={{
          label: t('tickets.title'),
          items: [
            { label: t('tickets.title'), href: urls.tickets(slug, projectId) },
            { label: `#${ticket.number} ${ticket.subject}`, href: here },
          ],
        }}
      />
      {ticket.offer && (
        <Notice icon="info">
          <p>{t('tickets.price.form.replaces')}</p>
        </Notice>
      )}
      {preview && (
        <section class="stack" aria-labelledby="preview" id="preview-part">
          <h2 id="preview">{t('tickets.price.form.preview_title')}</h2>
          <PriceCard
            ui={ui}
            price={preview}
            may={{ pay: false, agree: false, decline: false }}
            lapsed={false}
          />
          <div class="actions">
            <Button form="price" name="step" value="send" variant="primary" icon="send">
              {t('tickets.price.form.send')}
            </Button>
          </div>
        </section>
      )}
      <Card>
        <Form id="price" action={urls.ticketPart(slug, projectId, ticket.id, 'price')}>
          <ErrorSummary title={t('errors.form')} errors={summary(ui, errors)} />
          <TextField
            name="amount"
            label={t('tickets.price.form.amount')}
            inputmode="decimal"
            autocomplete="off"
            after={currency}
            value={values.amount}
            error={error('amount')}
            required
          />
          {taxed && (
            <RadioCards
              name="entry"
              label={t('tickets.price.form.entry')}
              value={values.entry ?? 'ht'}
              columns={2}
              options={[
                { value: 'ht', label: t('tickets.price.form.ht'), hint: t('tickets.price.form.ht_hint') },
                { value: 'ttc', label: t('tickets.price.form.ttc'), hint: t('tickets.price.form.ttc_hint') },
              ]}
            />
          )}
          <TextArea
            name="description"
            label={t('tickets.price.form.description')}
            hint={t('tickets.price.form.description_hint')}
            value={values.description}
            error={error('description')}
            required
          />
          <FieldRow>
            <TextField
              name="delayDays"
              label={t('tickets.price.form.delay')}
              optional={t('tickets.price.form.optional')}
              inputmode="numeric"
              value={values.delayDays}
              error={error('delayDays')}
            />
            <TextField
              name="validUntil"
              type="date"
              label={t('tickets.price.form.valid')}
              optional={t('tickets.price.form.optional')}
              value={values.validUntil}
              error={error('validUntil')}
            />
          </FieldRow>
          <RadioCards
            name="terms"
            label={t('tickets.price.form.terms')}
            value={values.terms ?? 'now'}
            error={error('terms')}
            columns={2}
            options={[
              { value: 'now', label: t('tickets.price.form.now'), hint: t('tickets.price.form.now_hint') },
              {
                value: 'later',
                label: t('tickets.price.form.later'),
                hint: t('tickets.price.form.later_hint'),
              },
            ]}
          />
          <FormActions>
            <Button name="step" value="preview" variant={preview ? 'secondary' : 'primary'} icon="eye">
              {t(preview ? 'tickets.price.form.preview_again' : 'tickets.price.form.preview')}
            </Button>
            <ButtonLink href={here} variant="ghost">
              {t('tickets.move.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </div>
  )
}
