import type { Ui } from '../../locales'
import type { Asking } from '../../src/domain/files/search'
import { Button, Icon } from '../shared'

const kinds = ['image', 'pdf', 'video', 'audio', 'text', 'archive', 'other'] as const
const sorts = ['newest', 'name', 'size'] as const

/** What is looked for among the files, and in which order they stand. */
export const FileSearch = ({ ui: { t }, action, ask }: { ui: Ui; action: string; ask: Asking }) => (
  <search>
    <form class="file-search" action={action}>
      {ask.folder && <input type="hidden" name="folder" value={ask.folder} />}
      {ask.in && <input type="hidden" name="in" value={ask.in} />}
      <input
        type="search"
        name="q"
        value={ask.q ?? ''}
        maxlength={100}
        aria-label={t('files.search.label')}
        placeholder={t('files.search.label')}
      />
      <Button size="sm" icon="search">
        {t('files.search.go')}
      </Button>
      <span class="select">
        <select name="kind" aria-label={t('files.search.kind')}>
          <option value="">{t('files.search.any')}</option>
          {kinds.map(kind => (
            <option value={kind} selected={ask.kind === kind}>
              {t(`files.kind.${kind}`)}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
      <span class="select">
        <select name="sort" aria-label={t('files.search.sort')}>
          {sorts.map(sort => (
            <option value={sort} selected={ask.sort === sort}>
              {t(`files.sort.${sort}`)}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" />
      </span>
    </form>
  </search>
)
