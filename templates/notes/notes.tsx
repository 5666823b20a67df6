import type { Ui } from '../../locales'
import type { Note } from '../../src/domain/notes/notes'
import { noteUrls } from '../../src/urls'
import {
  Avatar,
  Badge,
  Button,
  ButtonLink,
  Card,
  EmptyState,
  ErrorSummary,
  Form,
  FormActions,
  PageHeader,
  Prose,
  Stack,
  TextArea,
} from '../shared'
import { type Refusal, refilled } from '../shared/refused'

/** A note with its words rendered. */
export type NoteView = Note & { html: string }

type Shelf = {
  ui: Ui
  /** The address of the notes: each one's own is under it. */
  shelf: string
  notes: NoteView[]
  refused?: Refusal
}

/** A project's notes. */
export const NotesPage = (props: Shelf) => (
  <>
    <PageHeader title={props.ui.t('notes.title')} lead={props.ui.t('notes.lead')} />
    <Stack>
      <Card>
        <NewNote {...props} />
      </Card>
      <NoteList {...props} />
    </Stack>
  </>
)

/** The same on a client's page. */
export const NotesCard = (props: Shelf) => (
  <Card title={props.ui.t('notes.title')} meta={props.ui.t('notes.managers')} id="notes">
    <Stack>
      <NewNote {...props} />
      {props.notes.length > 0 && <NoteList {...props} />}
    </Stack>
  </Card>
)

const NewNote = ({ ui: { t }, shelf, refused }: Shelf) => {
  const { value, error, errors } = refilled(t, refused)
  return (
    <Form action={shelf} id="new-note">
      <ErrorSummary title={t('errors.form')} errors={errors} />
      <TextArea
        name="body"
        label={t('notes.new')}
        hint={t('notes.hint')}
        rows={3}
        value={value('body')}
        error={error('body')}
      />
      <FormActions>
        <Button variant="primary">{t('notes.add')}</Button>
      </FormActions>
    </Form>
  )
}

const NoteList = (props: Shelf) =>
  props.notes.length === 0 ? (
    <EmptyState icon="notebook-pen" title={props.ui.t('notes.none')} text={props.ui.t('notes.none_text')} />
  ) : (
    <ul class="notes" aria-label={props.ui.t('notes.title')}>
      {props.notes.map(note => (
        <NoteItem {...props} note={note} />
      ))}
    </ul>
  )

const NoteItem = ({ ui, shelf, note }: Shelf & { note: NoteView }) => {
  const { t } = ui
  const to = noteUrls(shelf, note.id)
  return (
    <li class="note" id={`n-${note.id}`} data-pinned={note.pinned ? 'true' : undefined}>
      <header>
        <Avatar name={note.author || '?'} />
        <p class="meta">
          <strong>{note.author}</strong> · {ui.format.ago(note.createdAt, ui.now)}
          {note.updatedAt > note.createdAt && ` · ${t('notes.edited')}`}
        </p>
        {note.pinned && <Badge icon="pin">{t('notes.pinned')}</Badge>}
      </header>
      <Prose html={note.html} />
      <footer class="actions">
        <Form action={to.pin}>
          <input type="hidden" name="pinned" value={note.pinned ? '' : '1'} />
          <Button variant="ghost" size="sm" icon={note.pinned ? 'pin-off' : 'pin'}>
            {t(note.pinned ? 'notes.unpin' : 'notes.pin')}
          </Button>
        </Form>
        <ButtonLink href={to.edit} variant="ghost" size="sm" icon="pencil">
          {t('notes.edit')}
        </ButtonLink>
        <ButtonLink href={to.removal} variant="ghost" size="sm" icon="trash-2">
          {t('notes.remove')}
        </ButtonLink>
      </footer>
    </li>
  )
}

type One = { ui: Ui; shelf: string; back: string; note: { id: string; body: string } }

export const EditNote = ({ ui: { t }, shelf, back, note, refused }: One & { refused?: Refusal }) => {
  const { value, error, errors } = refilled(t, refused, { body: note.body })
  return (
    <>
      <PageHeader title={t('notes.edit_title')} />
      <Card>
        <Form action={noteUrls(shelf, note.id).edit} id="edit-note">
          <ErrorSummary title={t('errors.form')} errors={errors} />
          <TextArea
            name="body"
            label={t('notes.words')}
            hint={t('notes.hint')}
            rows={10}
            value={value('body')}
            error={error('body')}
          />
          <FormActions>
            <Button variant="primary">{t('notes.save')}</Button>
            <ButtonLink href={back}>{t('common.cancel')}</ButtonLink>
          </FormActions>
        </Form>
      </Card>
    </>
  )
}

/** Asks before a note is gone. */
export const RemoveNote = ({ ui: { t }, shelf, back, note, html }: One & { html: string }) => (
  <>
    <PageHeader title={t('notes.remove_title')} lead={t('notes.remove_lead')} />
    <Stack>
      <Card quiet>
        <Prose html={html} />
      </Card>
      <Form action={noteUrls(shelf, note.id).removal}>
        <FormActions>
          <Button variant="danger" icon="trash-2">
            {t('notes.remove')}
          </Button>
          <ButtonLink href={back}>{t('common.cancel')}</ButtonLink>
        </FormActions>
      </Form>
    </Stack>
  </>
)
