import {
  Avatar,
  Badge,
  Board,
  BoardCard,
  BoardColumn,
  Button,
  Callout,
  Card,
  Composer,
  FileCard,
  FileChip,
  Grid,
  Menu,
  MenuForm,
  Message,
  Prose,
  RelativeTime,
  Tag,
  Thread,
  ThreadMark,
  Timeline,
  type TimelinePhase,
} from '../shared'

const phases: TimelinePhase[] = [
  { name: 'Cadrage', state: 'done', stateLabel: 'Terminée', note: '2 oct.' },
  {
    name: 'Maquette',
    state: 'done',
    stateLabel: 'Terminée',
    note: 'Approuvée le 24 oct.',
    href: '#timeline',
  },
  { name: 'Contenu', state: 'current', stateLabel: 'En cours' },
  { name: 'Dev', state: 'current', stateLabel: 'En cours', note: 'Jusqu’au 5 déc.' },
  { name: 'Recette', state: 'upcoming', stateLabel: 'À venir' },
  { name: 'Livraison', state: 'upcoming', stateLabel: 'À venir', note: '18 déc.' },
]

export const MoveMenu = ({ id }: { id: string }) => (
  <Menu id={id} label="Déplacer vers…" size="sm">
    <MenuForm action="#">En cours</MenuForm>
    <MenuForm action="#">Terminé</MenuForm>
  </Menu>
)

export const SampleBoard = () => (
  <Board label="Tableau du projet">
    <BoardColumn column="requests" title="Demandes client" count={1} tone="accent">
      <BoardCard
        card="r1"
        title="Le formulaire de contact n’envoie rien"
        href="#board"
        labels={
          <Badge tone="danger" icon="timer">
            Dans 40 min
          </Badge>
        }
        meta={<Tag icon="ticket">#12</Tag>}
      />
    </BoardColumn>
    <BoardColumn column="backlog" title="Backlog projet" count={2}>
      <BoardCard
        card="t1"
        title="Intégrer la page d’accueil d’après la maquette approuvée"
        href="#board"
        meta={<Tag icon="calendar">5 déc.</Tag>}
        assignee={<Avatar name="Camille Roy" size="sm" alone />}
        menu={<MoveMenu id="move-t1" />}
      />
      <BoardCard
        card="t2"
        title="Relire les mentions légales"
        href="#board"
        meta={<Tag icon="lock">Interne</Tag>}
        menu={<MoveMenu id="move-t2" />}
      />
    </BoardColumn>
    <BoardColumn column="doing" title="En cours" count={1} tone="info">
      <BoardCard
        card="t3"
        title="Formulaire de contact"
        href="#board"
        labels={
          <Badge tone="accent" icon="ticket">
            Demande client
          </Badge>
        }
        meta={
          <>
            <Tag icon="message-circle">4</Tag>
            <Tag icon="paperclip">2</Tag>
          </>
        }
        assignee={<Avatar name="Équipe Lumen" size="sm" alone />}
        menu={<MoveMenu id="move-t3" />}
      />
    </BoardColumn>
    <BoardColumn
      column="waiting"
      title="En attente client"
      count={0}
      tone="warning"
      empty="Rien n’attend le client"
    />
    <BoardColumn column="done" title="Terminé" count={1} tone="success">
      <BoardCard card="t4" title="Logo en haute définition" href="#board" menu={<MoveMenu id="move-t4" />} />
    </BoardColumn>
  </Board>
)

const Talk = ({ now }: { now: number }) => (
  <Card title="Conversation" id="talk">
    <div class="stack">
      <Thread label="Messages" id="thread">
        <ThreadMark>Jeudi 19 novembre</ThreadMark>
        <Message author="Camille Roy" from="Atelier Lumen" at={<RelativeTime at={now} text="14:02" />}>
          <Prose>
            <p>Bonjour Léa, la maquette de l’accueil est prête. Dites-moi ce que vous en pensez !</p>
          </Prose>
        </Message>
        <Message
          author="Léa Martin"
          mine
          at="14:20"
          edited="modifié"
          attachments={<FileChip name="retours-accueil.pdf" href="#talk" kind="pdf" meta="240 ko" />}
        >
          <Prose>
            <p>Très beau. Deux remarques dans le document joint.</p>
          </Prose>
        </Message>
        <ThreadMark fresh>Nouveaux messages</ThreadMark>
        <Message author="Équipe Lumen" internal="Note interne" at="15:01">
          <Prose>
            <p>Voir le point 2 avec le développeur avant de répondre.</p>
          </Prose>
        </Message>
      </Thread>
      <Composer
        id="composer"
        action="#"
        name="body"
        label="Votre message"
        placeholder="Écrire un message…"
        submitLabel="Envoyer"
        attachLabel="Joindre des fichiers"
      />
    </div>
  </Card>
)

/** What a project shows: the awaited action, its phases, its board, its words and files. */
export const ProjectSamples = ({ now }: { now: number }) => (
  <>
    <Callout
      eyebrow="Nous attendons de vous"
      title="Valider la maquette de la page d’accueil"
      icon="badge-check"
      meta="Depuis 3 jours · la livraison estimée recule d’autant"
      actions={
        <>
          <Button variant="primary" size="lg">
            Voir et valider
          </Button>
          <Button size="lg">Demander des changements</Button>
        </>
      }
    >
      La version 3 tient compte de vos retours du 12 novembre.
    </Callout>
    <Card title="Étapes" id="timeline">
      <Timeline label="Étapes du projet" phases={phases} />
    </Card>
    <SampleBoard />
    <Talk now={now} />
    <Card title="Fichiers" id="sample-files">
      <Grid narrow>
        <FileCard
          name="maquette-accueil.pdf"
          href="#sample-files"
          kind="pdf"
          meta="v3 · 1,4 Mo"
          badge={
            <Badge tone="warning" icon="hourglass">
              À valider
            </Badge>
          }
          actions={<MoveMenu id="file-1" />}
        />
        <FileCard name="photo-boutique.jpg" href="#sample-files" kind="image" meta="v1 · 820 ko" />
        <FileCard
          name="textes-definitifs-du-site.docx"
          href="#sample-files"
          kind="text"
          meta="v2 · 48 ko"
          badge={
            <Badge tone="success" icon="check">
              Approuvé
            </Badge>
          }
        />
      </Grid>
    </Card>
  </>
)
