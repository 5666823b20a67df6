import type { Remark } from '../../src/domain/files/remarks'
import { previewOf } from '../../src/lib/media'
import { urls } from '../../src/urls'
import {
  Avatar,
  Badge,
  Button,
  ButtonLink,
  Card,
  Form,
  FormActions,
  Notice,
  TextArea,
  TextField,
} from '../shared'
import { refilled } from '../shared/refused'
import type { FileProps } from './file'
import type { Pinned } from './pins'

/** A remark with its number on its version and its answers. */
type Numbered = Remark & { number: number; answers: Remark[] }

const numbered = ({ remarks, shown }: Pick<FileProps, 'remarks' | 'shown'>): Numbered[] =>
  remarks
    .filter(r => r.versionId === shown.id && r.answersId === null)
    .map((r, at) => ({ ...r, number: at + 1, answers: remarks.filter(a => a.answersId === r.id) }))

/** Those of the shown version that have a point on it. */
export const pinsOf = (props: Pick<FileProps, 'remarks' | 'shown'>): Pinned[] =>
  numbered(props).flatMap(({ id, number, x, y, resolvedAt }) =>
    x === null || y === null ? [] : [{ id, number, x, y, resolved: resolvedAt !== null }],
  )

const Words = ({ ui: { format, now }, remark }: { ui: FileProps['ui']; remark: Remark }) => (
  <>
    <header>
      <Avatar name={remark.by} />
      <strong>{remark.by}</strong>
      <time datetime={new Date(remark.createdAt).toISOString()}>{format.ago(remark.createdAt, now)}</time>
    </header>
    <p class="remark-words" dir="auto">
      {remark.body}
    </p>
  </>
)

const Moves = ({ ui: { t }, slug, project, team, file, remark }: FileProps & { remark: Numbered }) => {
  const to = (part: 'resolution' | 'reopening' | 'task') =>
    urls.remarkPart(slug, project, file.id, remark.id, part)
  const resolved = remark.resolvedAt !== null
  return (
    <div class="remark-moves">
      <form method="post" action={to(resolved ? 'reopening' : 'resolution')}>
        <Button size="sm" variant="ghost" icon={resolved ? 'rotate-ccw' : 'check'}>
          {t(resolved ? 'filePage.remarks.reopen' : 'filePage.remarks.resolve')}
        </Button>
      </form>
      {team &&
        (remark.taskId ? (
          <ButtonLink
            href={urls.task(slug, project, remark.taskId)}
            size="sm"
            variant="ghost"
            icon="list-checks"
          >
            {t('filePage.remarks.see_task')}
          </ButtonLink>
        ) : (
          <ButtonLink href={to('task')} size="sm" variant="ghost" icon="list-checks">
            {t('filePage.remarks.task')}
          </ButtonLink>
        ))}
    </div>
  )
}

const Answer = (props: FileProps & { remark: Numbered }) => {
  const { ui, slug, project, file, remark, refused } = props
  const name = `answer-${remark.id}`
  const error = refilled(ui.t, refused).error(name)
  return (
    <details open={Boolean(error)}>
      <summary>{ui.t('filePage.remarks.answer')}</summary>
      <Form action={urls.remarkPart(slug, project, file.id, remark.id, 'answers')}>
        <TextArea
          name="body"
          id={name}
          label={ui.t('filePage.remarks.answer_body')}
          hideLabel
          error={error}
          rows={2}
          required
        />
        <FormActions>
          <Button size="sm">{ui.t('filePage.remarks.answer_send')}</Button>
        </FormActions>
      </Form>
    </details>
  )
}

const One = (props: FileProps & { remark: Numbered }) => {
  const { ui, slug, project, file, shown, remark, open } = props
  const { t } = ui
  const resolved = remark.resolvedAt !== null
  return (
    <li class="remark" id={`remark-${remark.id}`} data-resolved={resolved} tabindex={-1}>
      <span class="remark-number" aria-hidden="true">
        {remark.number}
      </span>
      <article aria-label={t('filePage.remarks.number', { number: remark.number })}>
        <Words ui={ui} remark={remark} />
        <p class="remark-marks">
          {remark.page && (
            <a href={`${urls.version(slug, project, file.id, shown.id)}?page=${remark.page}`}>
              {t('filePage.remarks.on_page', { page: remark.page })}
            </a>
          )}
          {resolved && (
            <Badge tone="success" icon="check">
              {t('filePage.remarks.resolved', { name: remark.resolver ?? '' })}
            </Badge>
          )}
        </p>
        {remark.answers.map(answer => (
          <div class="remark-answer">
            <Words ui={ui} remark={answer} />
          </div>
        ))}
        {open && !resolved && <Answer {...props} />}
        {open && <Moves {...props} />}
      </article>
    </li>
  )
}

/** A remark of one's own: on a point (which `remarks.js` takes from the picture), on a page, or on the whole. */
const NewRemark = (props: FileProps) => {
  const { ui, slug, project, file, shown, refused } = props
  const { t } = ui
  const f = refilled(t, refused)
  const kind = previewOf(shown.type)
  return (
    <Form
      action={urls.versionPart(slug, project, file.id, shown.id, 'remarks')}
      id="remark-new"
      class="remark-new"
    >
      {kind === 'image' && (
        <>
          <input type="hidden" name="x" value={f.value('x')} />
          <input type="hidden" name="y" value={f.value('y')} />
          <div class="remark-place" data-place hidden>
            <Button type="button" size="sm" icon="map-pin" data-place-begin>
              {t('filePage.remarks.place')}
            </Button>
            <span class="meta" data-place-hint hidden>
              {t('filePage.remarks.place_hint')}
            </span>
            <span class="meta" data-place-set role="status" hidden>
              {t('filePage.remarks.pinned')}
            </span>
            <span data-place-end hidden>
              <Button type="button" size="sm" variant="ghost">
                {t('filePage.remarks.unpin')}
              </Button>
            </span>
          </div>
        </>
      )}
      {kind === 'pdf' && (
        <TextField
          name="page"
          label={t('filePage.remarks.page')}
          optional={t('filePage.versions.optional')}
          type="number"
          inputmode="numeric"
          min={1}
          max={9999}
          value={f.value('page') || props.at || ''}
          error={f.error('page')}
        />
      )}
      <TextArea
        name="body"
        id="remark-body"
        label={t('filePage.remarks.body')}
        value={f.value('body')}
        error={f.error('body')}
        rows={3}
        required
      />
      <FormActions>
        <Button icon="message-circle">{t('filePage.remarks.add')}</Button>
      </FormActions>
    </Form>
  )
}

/** What is said of the shown version, by number, with the way to say more. */
export const Remarks = (props: FileProps) => {
  const { ui, slug, project, file, shown, open, remarks } = props
  const { t } = ui
  const list = numbered(props)
  const roots = remarks.filter(r => r.answersId === null && r.resolvedAt === null)
  const elsewhere = roots.filter(r => r.versionId !== shown.id)
  const [other] = elsewhere
  const waiting = list.filter(r => r.resolvedAt === null).length
  const image = previewOf(shown.type) === 'image'
  return (
    <Card
      title={t('filePage.remarks.title')}
      id="remarks"
      meta={list.length > 0 && t('filePage.remarks.open', { count: waiting })}
    >
      {!file.shared && props.team && <Notice icon="lock">{t('filePage.remarks.internal')}</Notice>}
      <div
        id="remark-list"
        hx-get={urls.version(slug, project, file.id, shown.id)}
        hx-trigger="live:files from:body"
        hx-select="#remark-list"
        hx-target="this"
        hx-swap="outerMorph"
      >
        {list.length === 0 && (
          <p class="meta">
            {t('filePage.remarks.empty')}
            {image && open && ` ${t('filePage.remarks.empty_image')}`}
          </p>
        )}
        {list.length > 0 && (
          <ol class="remarks">
            {list.map(remark => (
              <One {...props} remark={remark} />
            ))}
          </ol>
        )}
        {other && (
          <p class="meta">
            <a href={`${urls.version(slug, project, file.id, other.versionId)}#remarks`}>
              {t('filePage.remarks.elsewhere', { count: elsewhere.length })}
            </a>
          </p>
        )}
      </div>
      {open && <NewRemark {...props} />}
    </Card>
  )
}
