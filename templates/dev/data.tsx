import {
  Avatar,
  Badge,
  BarPlot,
  Button,
  Card,
  EmptyState,
  Facts,
  Feed,
  Filters,
  Icon,
  List,
  Menu,
  MenuLink,
  Money,
  Pager,
  Progress,
  RelativeTime,
  Row,
  Skeleton,
  Stats,
  Table,
  Tabs,
} from '../shared'

const hour = 3_600_000

const Lists = ({ now }: { now: number }) => (
  <>
    <Tabs
      label="Vues"
      items={[
        { label: 'Toutes', href: '#', active: true, count: 12, countLabel: 'demandes' },
        { label: 'À traiter', href: '#', count: 4 },
        { label: 'Résolues', href: '#' },
      ]}
    />
    <Filters
      label="Filtres"
      items={[
        { label: 'Ouvertes', href: '#', active: true, count: 4 },
        { label: 'En retard', href: '#', count: 1 },
        { label: 'Non lues', href: '#', count: 2 },
      ]}
    />
    <Card
      title="Liste"
      id="list"
      flush
      meta="12 demandes"
      actions={
        <Button size="sm" icon="plus">
          Demande
        </Button>
      }
    >
      <List>
        <Row
          href="#list"
          title="Le formulaire de contact n’envoie rien"
          lead={<Icon name="bug" repeated />}
          meta="#12 · Maison Lune · Léa Martin"
          unread
          aside={
            <>
              <Badge tone="danger" icon="timer">
                Dans 40 min
              </Badge>
              <RelativeTime at={now - hour} text="il y a 1 h" />
            </>
          }
        />
        <Row
          href="#list"
          title="Ajouter une page « Presse » avec les articles et les logos des médias"
          lead={<Icon name="lightbulb" repeated />}
          meta="#11 · Café Zinc"
          aside={
            <>
              <Badge tone="accent" icon="wallet">
                Payant
              </Badge>
              <RelativeTime at={now - 30 * hour} text="hier" />
            </>
          }
        />
        <Row
          title="Camille Roy"
          lead={<Avatar name="Camille Roy" />}
          meta="Propriétaire · camille@atelier.test"
          aside={
            <Menu id="row-menu" label="Actions pour Camille Roy">
              <MenuLink href="#list">Modifier</MenuLink>
            </Menu>
          }
        />
      </List>
      <Pager
        label="Pages"
        previous={{ label: 'Précédentes', href: '#' }}
        next={{ label: 'Suivantes', href: '#' }}
        text="51–100 sur 132"
      />
    </Card>
  </>
)

const Tables = () => (
  <Card title="Tableau" id="table" flush>
    <Table
      caption="Paiements"
      columns={[
        { label: 'Objet' },
        { label: 'Client' },
        { label: 'État' },
        { label: 'Échéance', minor: true },
        { label: 'Montant', numeric: true },
      ]}
      rows={[
        {
          href: '#table',
          cells: [
            'Acompte 30 %',
            'Maison Lune',
            <Badge tone="success" icon="check">
              Payé
            </Badge>,
            '2 oct.',
            <Money text="1 350,00 €" />,
          ],
        },
        {
          href: '#table',
          unread: true,
          cells: [
            'Jalon maquette',
            'Maison Lune',
            <Badge tone="danger" icon="timer">
              En retard
            </Badge>,
            '12 nov.',
            <Money text="900,00 €" />,
          ],
        },
        {
          href: '#table',
          cells: [
            'Demande #11',
            'Café Zinc',
            <Badge tone="info">En attente</Badge>,
            '1 déc.',
            <Money text="35 000 F CFA" />,
          ],
        },
        {
          href: '#table',
          cells: ['Solde', 'Café Zinc', <Badge>Annulé</Badge>, '', <Money text="450,00 €" struck />],
        },
      ]}
    />
  </Card>
)

/** Lists, tables, figures, and what stands in their place. */
export const DataSamples = ({ now }: { now: number }) => (
  <>
    <Lists now={now} />
    <Tables />
    <Stats
      items={[
        { label: 'Projets actifs', value: '7', href: '#' },
        { label: 'Reçu en novembre', value: <Money text="4 250,00 €" />, note: '+12 % sur octobre' },
        { label: 'En attente', value: <Money text="1 350,00 €" /> },
        { label: 'En retard', value: <Money text="900,00 €" />, tone: 'danger', note: '1 paiement' },
      ]}
    />
    <Card id="plot">
      <BarPlot
        title="Demandes par mois"
        caption="Reçues et résolues"
        series={[{ name: 'Reçues' }, { name: 'Résolues', tone: 'success' }]}
        groups={['juil.', 'août', 'sept.', 'oct.', 'nov.'].map((label, n) => ({
          label,
          values: [7 - n, 3 + ((n * 5) % 4)].map(value => ({ value, text: String(value) })),
        }))}
        axis={String}
        words={{ table: 'Voir les chiffres', group: 'Mois' }}
      />
    </Card>
    <Card title="Repères" id="facts">
      <div class="stack">
        <Facts
          items={[
            { label: 'Client', value: 'Maison Lune' },
            { label: 'Livraison estimée', value: '18 décembre 2026' },
            { label: 'Reste à payer', value: <Money text="1 350,00 €" /> },
          ]}
        />
        <Progress value={62} label="Avancement" text="62 %" />
        <Feed
          label="Journal"
          items={[
            { text: 'Paiement reçu\u202f: 450,00 €', at: 'il y a 2 h' },
            { text: 'Tâche déplacée en En cours', at: 'hier' },
          ]}
        />
        <Skeleton label="Chargement" />
      </div>
    </Card>
    <Card id="empty">
      <EmptyState
        icon="ticket"
        title="Aucune demande"
        text="Un besoin, un souci ? Écrivez-nous ici."
        action={
          <Button variant="primary" icon="plus">
            Nouvelle demande
          </Button>
        }
      />
    </Card>
  </>
)
