import type { Ui } from '../../locales'
import type { Approval } from '../../src/domain/approvals/approvals'
import { urls } from '../../src/urls'
import { Preview } from '../files/preview'
import { Card, Facts, Icon, List, Row } from '../shared'

export type Shown = { ui: Ui; slug: string; project: string; approval: Approval }

const dayOr = ({ t, format }: Ui, day: string | null): string =>
  day ? format.day(day) : t('approvals.facts.none')

/** The versions an approval names, as the record has them; each leads to itself where the reader can still see it. */
export const Versions = ({ ui, slug, project, approval }: Shown) => (
  <List label={ui.t('approvals.covered')}>
    {approval.submitted.versions.map(v => (
      <Row
        title={ui.t('approvals.version_named', { title: v.name, number: v.number })}
        href={
          approval.versions.some(seen => seen.id === v.id)
            ? urls.version(slug, project, v.fileId, v.id)
            : undefined
        }
        lead={<Icon name="file" repeated />}
        meta={
          <>
            {ui.format.bytes(v.size)} · <code class="digest">{v.sha256}</code>
          </>
        }
      />
    ))}
  </List>
)

/** What is submitted, in the reader's words: from the record itself, not from what the thing has become. */
export const Submitted = (props: Shown) => {
  const { ui, slug, project, approval } = props
  const { t, format } = ui
  const { phase, versions } = approval.submitted
  const [version] = versions
  const seen = approval.versions.find(v => v.id === version?.id)
  if (!phase && version)
    return (
      <>
        {seen && (
          <Preview
            ui={ui}
            name={seen.name}
            version={seen}
            src={urls.fileContent(slug, project, seen.fileId, seen.id)}
            reduced={seen.previewKey && urls.versionPart(slug, project, seen.fileId, seen.id, 'preview')}
            withheld={!seen.free}
            text={null}
            pins={[]}
          />
        )}
        <Card title={t('approvals.facts.title')} id="submitted">
          <Facts
            items={[
              {
                label: t('approvals.facts.what'),
                value: seen ? (
                  <a href={urls.version(slug, project, seen.fileId, seen.id)}>{version.name}</a>
                ) : (
                  version.name
                ),
              },
              { label: t('approvals.facts.version'), value: t('files.version', { number: version.number }) },
              { label: t('approvals.facts.size'), value: format.bytes(version.size) },
              { label: t('approvals.facts.file'), value: <code class="digest">{version.sha256}</code> },
            ]}
          />
        </Card>
      </>
    )
  return (
    <>
      {phase && (
        <Card title={t('approvals.facts.title')} id="submitted">
          <Facts
            items={[
              { label: t('approvals.facts.phase'), value: phase.name },
              { label: t('approvals.facts.state'), value: t(`projects.dash.phase_state.${phase.state}`) },
              { label: t('approvals.facts.starts'), value: dayOr(ui, phase.startsOn) },
              { label: t('approvals.facts.due'), value: dayOr(ui, phase.dueOn) },
            ]}
          />
        </Card>
      )}
      {versions.length > 0 && (
        <Card title={t('approvals.covered')} id="covered" flush>
          <Versions {...props} />
        </Card>
      )}
    </>
  )
}
