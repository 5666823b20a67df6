import type { Ui } from '../../locales'
import type { Piece } from '../../src/domain/projects/steering'
import { urls } from '../../src/urls'
import {
  Button,
  ButtonLink,
  Card,
  Dialog,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  TextArea,
  TextField,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

type Steered = {
  id: string
  name: string
  nextStep: string
  awaited: string
  update: string
  estimatedOn: string | null
}
type Props = { ui: Ui; slug: string; project: Steered; refused?: Refusal }
type Fields = ReturnType<typeof refilled>

/** The field of one piece. `prefix` keeps ids apart where several stand on a page. */
const PieceField = ({
  ui: { t },
  piece,
  f,
  prefix = '',
}: {
  ui: Ui
  piece: Piece
  f: Fields
  prefix?: string
}) => {
  const field = (name: string) => ({
    id: `${prefix}${name}`,
    name,
    value: f.value(name),
    error: f.error(name),
  })
  if (piece === 'next')
    return (
      <TextField
        {...field('nextStep')}
        label={t('projects.steer.next')}
        hint={t('projects.steer.next_hint')}
        maxlength={300}
      />
    )
  if (piece === 'awaited')
    return (
      <TextField
        {...field('awaited')}
        label={t('projects.steer.awaited')}
        hint={t('projects.steer.awaited_hint')}
        maxlength={300}
      />
    )
  if (piece === 'update')
    return (
      <TextArea
        {...field('update')}
        label={t('projects.steer.update')}
        hint={t('projects.steer.update_hint')}
        maxlength={1000}
        rows={4}
      />
    )
  return (
    <TextField
      {...field('estimatedOn')}
      type="date"
      label={t('projects.field.estimated')}
      hint={t('projects.steer.date_hint')}
    />
  )
}

const Crumbs = ({ ui: { t }, slug, project, title, lead }: Props & { title: string; lead?: string }) => (
  <PageHeader
    title={title}
    lead={lead}
    crumbs={{
      label: t('projects.title'),
      items: [{ label: project.name, href: urls.project(slug, project.id) }],
    }}
  />
)

/** Three lines that the client reads first. */
export const SteeringForm = (props: Props) => {
  const { ui, slug, project, refused } = props
  const { t } = ui
  const f = refilled(t, refused, project)
  return (
    <>
      <Crumbs {...props} title={t('projects.steer.title')} lead={t('projects.steer.lead')} />
      <Card class="narrow">
        <Form action={urls.steering(slug, project.id)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <PieceField ui={ui} piece="next" f={f} />
          <PieceField ui={ui} piece="awaited" f={f} />
          <PieceField ui={ui} piece="update" f={f} />
          <FormActions>
            <Button variant="primary">{t('projects.steer.publish')}</Button>
            <ButtonLink href={urls.project(slug, project.id)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** One piece on a page of its own: where its pencil leads without JavaScript, and where a refusal comes back. */
export const PiecePage = (props: Props & { piece: Piece }) => {
  const { ui, slug, project, piece, refused } = props
  const { t } = ui
  const f = refilled(t, refused, project)
  return (
    <>
      <Crumbs {...props} title={t(`projects.piece.${piece}`)} />
      <Card class="narrow">
        <Form action={urls.steeringPiece(slug, project.id, piece)}>
          <ErrorSummary title={t('errors.form')} errors={f.errors} />
          <PieceField ui={ui} piece={piece} f={f} />
          <FormActions>
            <Button variant="primary">{t('projects.steer.publish')}</Button>
            <ButtonLink href={urls.project(slug, project.id)} variant="ghost">
              {t('common.cancel')}
            </ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

const pieces: readonly Piece[] = ['next', 'awaited', 'update', 'date']

/** The same forms in place, opened by the pencils of the dashboard. They stand outside what is refreshed live. */
export const PieceDialogs = ({ ui, slug, project }: Omit<Props, 'refused'>) => {
  const { t } = ui
  return (
    <>
      {pieces.map(piece => (
        <Dialog id={`edit-${piece}`} title={t(`projects.piece.${piece}`)} closeLabel={t('shell.close')} keep>
          <Form action={urls.steeringPiece(slug, project.id, piece)}>
            <PieceField ui={ui} piece={piece} f={refilled(t, undefined, project)} prefix={`in-${piece}-`} />
            <FormActions>
              <Button variant="primary">{t('projects.steer.publish')}</Button>
              <Button variant="ghost" formmethod="dialog" formnovalidate>
                {t('common.cancel')}
              </Button>
            </FormActions>
          </Form>
        </Dialog>
      ))}
    </>
  )
}
