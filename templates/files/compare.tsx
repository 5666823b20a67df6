import type { Ui } from '../../locales'
import type { FilePage, Version } from '../../src/domain/files/files'
import { previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import { Button, EmptyState, Field, PageHeader, SelectField } from '../shared'

export type CompareProps = {
  ui: Ui
  slug: string
  project: string
  file: FilePage
  /** Only the reduced pictures are this person's to see yet. */
  withheld: boolean
  /** Ids of versions, as the address has them. */
  left?: string
  right?: string
}

const srcOf = ({ slug, project, file, withheld }: CompareProps, version: Version): string =>
  withheld
    ? urls.versionPart(slug, project, file.id, version.id, 'preview')
    : urls.fileContent(slug, project, file.id, version.id)

const Side = (props: CompareProps & { version: Version; name: 'left' | 'right' }) => {
  const { ui, file, version, name } = props
  const number = ui.t('files.version', { number: version.number })
  return (
    <figure class={`compare-${name}`}>
      <figcaption>{version.label ? `${number} · ${version.label}` : number}</figcaption>
      <img
        src={srcOf(props, version)}
        alt={`${file.name} ${number}`}
        width={version.width ?? undefined}
        height={version.height ?? undefined}
      />
    </figure>
  )
}

/** Two versions of a picture beside each other, or one over the other with a line to draw across. */
export const ComparePage = (props: CompareProps) => {
  const { ui, slug, project, file, withheld } = props
  const { t } = ui
  const pictures = file.versions.filter(v => previewOf(v.type) === 'image' && (!withheld || v.previewKey))
  const right = pictures.find(v => v.id === props.right) ?? pictures[0]
  const left =
    pictures.find(v => v.id === props.left) ??
    pictures.find(v => v.number < (right?.number ?? 0)) ??
    pictures[1]
  const here = urls.projectFile(slug, project, file.id)
  const options = pictures.map(v => ({
    value: v.id,
    label: [t('files.version', { number: v.number }), v.label].filter(Boolean).join(' · '),
  }))
  return (
    <>
      <PageHeader
        title={t('filePage.compare.title')}
        crumbs={{
          label: t('files.crumbs'),
          items: [
            { label: t('files.title'), href: urls.files(slug, project) },
            { label: file.name, href: here },
          ],
        }}
      />
      {left && right ? (
        <>
          <form class="compare-choice" method="get" action={urls.compare(slug, project, file.id)}>
            <SelectField name="left" label={t('filePage.compare.left')} options={options} value={left.id} />
            <SelectField
              name="right"
              label={t('filePage.compare.right')}
              options={options}
              value={right.id}
            />
            <Button>{t('filePage.compare.show')}</Button>
          </form>
          <div class="compare" data-compare>
            <fieldset class="compare-how" aria-label={t('filePage.compare.how')} data-how hidden>
              <Button type="button" size="sm" aria-pressed="true" data-show="side">
                {t('filePage.compare.side')}
              </Button>
              <Button type="button" size="sm" aria-pressed="false" data-show="over">
                {t('filePage.compare.over')}
              </Button>
            </fieldset>
            <div class="compare-sheet">
              <Side {...props} version={left} name="left" />
              <Side {...props} version={right} name="right" />
            </div>
            <div class="compare-line" data-line hidden>
              <Field name="line" label={t('filePage.compare.slider')} hideLabel>
                <input type="range" id="line" min="0" max="100" step="1" value="50" />
              </Field>
            </div>
          </div>
        </>
      ) : (
        <EmptyState icon="columns-3" title={file.name} text={t('filePage.compare.none')} />
      )}
    </>
  )
}
