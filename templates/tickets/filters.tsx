import type { Ui } from '../../locales'
import type { FilterChoices } from '../../src/domain/tickets/choices'
import { live, over, slaStates, type TicketFilter } from '../../src/lib/ticket-filter'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Checkbox,
  CheckboxList,
  FieldRow,
  FormActions,
  PageHeader,
  RadioCards,
  SelectField,
  TextField,
} from '../shared'
import { ticketTypes, urgencies } from './state'

export type FiltersProps = { ui: Ui; slug: string; filter: TicketFilter; choices: FilterChoices }

/** The panel of filters on a page of its own; the list fetches the form out of it. */
export const FiltersPage = (props: FiltersProps) => {
  const { t } = props.ui
  return (
    <>
      <PageHeader
        title={t('ticketList.filters.title')}
        crumbs={{
          label: t('tickets.title'),
          items: [{ label: t('tickets.title'), href: urls.allTickets(props.slug) }],
        }}
      />
      <Card>
        <FilterForm {...props} />
      </Card>
    </>
  )
}

const FilterForm = ({ ui, slug, filter, choices }: FiltersProps) => {
  const { t } = ui
  const any = t('ticketList.filters.any')
  const states = typeof filter.states === 'string' ? grouped[filter.states] : filter.states
  const stateOf = (state: (typeof live)[number] | (typeof over)[number]) => ({
    value: state,
    label: t(`tickets.state.${state}`),
  })
  return (
    <form id="filter-form" class="form" method="get" action={urls.allTickets(slug)}>
      {filter.sort !== 'due' && <input type="hidden" name="sort" value={filter.sort} />}
      {filter.words && <input type="hidden" name="q" value={filter.words} />}
      <SelectField
        name="client"
        label={t('ticketList.filters.client')}
        placeholder={any}
        options={choices.clients.map(c => ({ value: c.id, label: c.name }))}
        value={filter.client}
      />
      <SelectField
        name="project"
        label={t('ticketList.filters.project')}
        placeholder={any}
        options={choices.projects.map(p => ({ value: p.id, label: `${p.client} · ${p.name}` }))}
        value={filter.project}
      />
      <FieldRow>
        <SelectField
          name="type"
          label={t('tickets.type.short')}
          placeholder={any}
          options={ticketTypes.map(type => ({ value: type, label: t(`tickets.type.${type}`) }))}
          value={filter.type}
        />
        <SelectField
          name="urgency"
          label={t('tickets.urgency.short')}
          placeholder={any}
          options={urgencies.map(urgency => ({ value: urgency, label: ui.urgency(urgency) }))}
          value={filter.urgency}
        />
      </FieldRow>
      <FieldRow>
        <SelectField
          name="who"
          label={t('ticketList.filters.who')}
          placeholder={any}
          options={[
            { value: 'me', label: t('ticketList.who.me') },
            { value: 'none', label: t('ticketList.who.none') },
            ...choices.people.map(p => ({ value: p.id, label: p.name })),
          ]}
          value={filter.who}
        />
        <SelectField
          name="sla"
          label={t('ticketList.filters.sla')}
          placeholder={any}
          options={slaStates.map(sla => ({ value: sla, label: t(`ticketList.sla.${sla}`) }))}
          value={filter.promise}
        />
      </FieldRow>
      {choices.tags.length > 0 && (
        <SelectField
          name="tag"
          label={t('ticketList.filters.tag')}
          placeholder={any}
          options={choices.tags.map(tag => ({ value: tag, label: tag }))}
          value={filter.tag}
        />
      )}
      <Checkbox name="unread" label={t('ticketList.filters.unread')} checked={filter.unread} />
      <CheckboxList
        name="state"
        label={t('ticketList.filters.states')}
        options={[...live, ...over].map(stateOf)}
        values={states}
      />
      <RadioCards
        name="date"
        label={t('ticketList.filters.date')}
        columns={2}
        options={(['opened', 'updated'] as const).map(date => ({
          value: date,
          label: t(`ticketList.filters.${date}`),
        }))}
        value={filter.date}
      />
      <FieldRow>
        <TextField name="from" type="date" label={t('ticketList.filters.from')} value={filter.from} />
        <TextField name="to" type="date" label={t('ticketList.filters.to')} value={filter.to} />
      </FieldRow>
      <FormActions>
        <Button variant="primary">{t('ticketList.filters.apply')}</Button>
        <ButtonLink variant="ghost" href={urls.allTickets(slug)}>
          {t('ticketList.filters.clear')}
        </ButtonLink>
      </FormActions>
    </form>
  )
}

const grouped = { live, over, all: [...live, ...over] } as const
