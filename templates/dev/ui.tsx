import type { Ui } from '../../locales'
import { Shell } from '../layouts/shell'
import { Badge, Button, PageHeader, Stack } from '../shared'
import { ActionSamples } from './actions'
import { DataSamples } from './data'
import { FormSamples } from './forms'
import { sampleFrame } from './frame'
import { ProjectSamples } from './project'

/** Every component in every state, in either frame. For us alone: never mounted in production. */
export const DevUi = ({ ui, audience = 'team' }: { ui: Ui; audience?: 'team' | 'client' }) => (
  <Shell {...sampleFrame(audience)} ui={ui} title="Composants">
    <PageHeader
      crumbs={{
        label: 'Fil d’Ariane',
        items: [
          { label: 'Projets', href: '#' },
          { label: 'Site vitrine', href: '#' },
        ],
      }}
      eyebrow="Système de design"
      title="Composants"
      meta={
        <>
          <Badge tone="warning" icon="hourglass">
            En attente client
          </Badge>
          Mis à jour il y a 2 h par Camille Roy
        </>
      }
      lead="Chaque composant dans chacun de ses états, dans les deux thèmes, de 360 à 1600 pixels."
      actions={
        <>
          <Button icon="pencil">Modifier</Button>
          <Button variant="primary" icon="plus">
            Nouvelle demande
          </Button>
        </>
      }
    />
    <Stack>
      <ProjectSamples now={ui.now} />
      <DataSamples now={ui.now} />
      <FormSamples />
      <ActionSamples />
    </Stack>
  </Shell>
)
