import type { Ui } from '../../locales'
import type { AllTickets } from '../../src/domain/tickets/all'
import { TAGS } from '../../src/lib/ticket-filter'
import { Button, SelectField, TextField } from '../shared'

/**
 * What can be done to the requests that are ticked; out of sight as long as none is. The tag comes first: Enter in its
 * field presses the form's first button.
 */
export const BulkBar = ({ ui: { t }, people }: { ui: Ui } & Pick<AllTickets, 'people'>) => (
  <fieldset class="bulk">
    <legend class="sr-only">{t('ticketList.bulk.label')}</legend>
    <span
      class="bulk-count"
      data-one={t('ticketList.bulk.chosen', { n: 1 })}
      data-many={t('ticketList.bulk.chosen', { n: 2 })}
      aria-live="polite"
    >
      {t('ticketList.bulk.label')}
    </span>
    <div class="in-place">
      <TextField
        name="tag"
        id="bulk-tag"
        label={t('ticketList.bulk.tag')}
        hideLabel
        placeholder={t('ticketList.bulk.tag')}
        maxlength={TAGS.longest}
        autocapitalize="none"
        autocomplete="off"
      />
      <Button size="sm" name="do" value="tag" icon="tag">
        {t('ticketList.bulk.add_tag')}
      </Button>
      <Button size="sm" name="do" value="untag" variant="ghost">
        {t('ticketList.bulk.remove_tag')}
      </Button>
    </div>
    <div class="in-place">
      <SelectField
        name="assignee"
        id="bulk-assignee"
        label={t('ticketList.bulk.who')}
        hideLabel
        options={[
          { value: 'none', label: t('ticketList.who.none') },
          ...people.map(p => ({ value: p.id, label: p.name })),
        ]}
        value={people[0]?.id}
      />
      <Button size="sm" name="do" value="assign" icon="user">
        {t('ticketList.bulk.assign')}
      </Button>
    </div>
    <Button
      size="sm"
      name="do"
      value="resolve"
      icon="check-check"
      aria-description={t('ticketList.bulk.resolve_hint')}
    >
      {t('ticketList.bulk.resolve')}
    </Button>
  </fieldset>
)
