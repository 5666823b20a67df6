import type { Ui } from '../../locales'
import type { SavedView } from '../../src/domain/tickets/views'
import { urls } from '../../src/urls'
import type { Refused } from '../../src/web/form'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  ErrorSummary,
  FormActions,
  PageHeader,
  TextField,
} from '../shared'
import { fresh, summary } from './refused'

type Props = { ui: Ui; slug: string; query: string; refused?: Refused }

/** A filter's name, and who may use it. `view`: the one that is changed; only its maker says whom it is for. */
export function ViewForm({ ui, slug, query, view, refused }: Props & { view?: SavedView }) {
  const { t } = ui
  const { values, errors } = refused ?? fresh
  return (
    <form class="form" method="post" action={view ? urls.ticketView(slug, view.id) : urls.ticketViews(slug)}>
      <ErrorSummary title={t('errors.form')} errors={summary(ui, errors, 'view-')} />
      {!view && <input type="hidden" name="query" value={query} />}
      <TextField
        name="name"
        id="view-name"
        label={t('ticketList.views.name')}
        hint={view ? undefined : t('ticketList.views.name_hint')}
        value={values.name ?? view?.name ?? ''}
        error={errors.name && t(errors.name)}
        maxlength={60}
        required
        autocomplete="off"
      />
      {(!view || view.mine) && (
        <Checkbox
          name="shared"
          id="view-shared"
          label={t('ticketList.views.shared')}
          hint={t('ticketList.views.shared_hint')}
          checked={refused ? values.shared !== undefined : view?.shared}
        />
      )}
      <FormActions>
        <Button variant="primary">{t('ticketList.views.rename_button')}</Button>
        <ButtonLink variant="ghost" href={urls.allTickets(slug, query)}>
          {t('ticketList.cancel')}
        </ButtonLink>
      </FormActions>
    </form>
  )
}

/** The same on a page of its own. */
export const ViewPage = (props: Props & { view?: SavedView }) => {
  const { ui, slug, view } = props
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t(view ? 'ticketList.views.rename' : 'ticketList.views.save')}
        lead={view ? undefined : t('ticketList.views.save_lead')}
        crumbs={crumbs(ui, slug)}
      />
      <Card>
        <ViewForm {...props} />
      </Card>
    </>
  )
}

/** Asks before a view is deleted. */
export const ViewRemoval = ({ ui, slug, view }: { ui: Ui; slug: string; view: SavedView }) => {
  const { t } = ui
  return (
    <>
      <PageHeader
        title={t('ticketList.views.remove_title', { name: view.name })}
        lead={t(view.shared ? 'ticketList.views.remove_shared' : 'ticketList.views.remove_text')}
        crumbs={crumbs(ui, slug)}
      />
      <form method="post" action={urls.ticketViewRemoval(slug, view.id)}>
        <FormActions>
          <Button variant="danger">{t('ticketList.views.remove')}</Button>
          <ButtonLink variant="ghost" href={urls.allTickets(slug, view.query)}>
            {t('ticketList.cancel')}
          </ButtonLink>
        </FormActions>
      </form>
    </>
  )
}

const crumbs = ({ t }: Ui, slug: string) => ({
  label: t('tickets.title'),
  items: [{ label: t('tickets.title'), href: urls.allTickets(slug) }],
})
