import {
  Actions,
  Avatar,
  AvatarGroup,
  Badge,
  Button,
  ButtonLink,
  Card,
  ConfirmDialog,
  Count,
  Dialog,
  Form,
  FormActions,
  IconButton,
  Kbd,
  Menu,
  MenuForm,
  MenuLink,
  MenuSeparator,
  Notice,
  Tag,
  TextArea,
  TextField,
  Toast,
  type Tone,
} from '../shared'

const tones: Tone[] = ['neutral', 'accent', 'info', 'success', 'warning', 'danger']

const Buttons = () => (
  <Card title="Boutons" id="buttons">
    <div class="stack">
      <Actions>
        <Button variant="primary">Envoyer la demande</Button>
        <Button>Enregistrer</Button>
        <Button variant="ghost">Annuler</Button>
        <Button variant="danger" icon="trash-2">
          Supprimer
        </Button>
        <Button variant="primary" disabled>
          Indisponible
        </Button>
        <Button variant="primary" aria-busy="true" icon="send">
          Envoi
        </Button>
      </Actions>
      <Actions>
        <Button variant="primary" size="lg" iconEnd="arrow-right">
          Payer 450,00 €
        </Button>
        <ButtonLink href="#buttons" icon="download">
          Télécharger
        </ButtonLink>
        <Button size="sm" icon="plus">
          Tâche
        </Button>
        <IconButton icon="bell" label="Notifications" />
        <IconButton icon="pencil" label="Modifier" size="sm" variant="secondary" />
        <Menu id="sample-menu" label="Actions">
          <MenuLink href="#buttons" icon="pencil">
            Modifier
          </MenuLink>
          <MenuForm action="#" icon="archive">
            Archiver
          </MenuForm>
          <MenuSeparator />
          <MenuForm action="#" icon="trash-2" tone="danger">
            Supprimer
          </MenuForm>
        </Menu>
        <Menu id="sample-move" label="Déplacer vers" icon="columns-3" showLabel variant="secondary">
          <MenuForm action="#">En cours</MenuForm>
          <MenuForm action="#">Terminé</MenuForm>
        </Menu>
        <ButtonLink href="#new" data-dialog="sample-dialog" icon="plus">
          Ouvrir un dialogue
        </ButtonLink>
        <ButtonLink href="#confirm" data-dialog="sample-confirm" variant="ghost">
          Demander confirmation
        </ButtonLink>
      </Actions>
    </div>
    <Dialog
      id="sample-dialog"
      title="Nouvelle tâche"
      description="Elle décrit le travail ; le client la voit si elle est partagée."
      closeLabel="Fermer"
      keep
    >
      <Form action="#">
        <TextField name="dialog-title" label="Titre" required />
        <TextArea name="dialog-text" label="Description" optional="(facultatif)" />
        <FormActions>
          <Button variant="primary">Créer la tâche</Button>
        </FormActions>
      </Form>
    </Dialog>
    <ConfirmDialog
      id="sample-confirm"
      title="Supprimer ce fichier ?"
      description="Il restera récupérable pendant 30 jours."
      action="#"
      confirmLabel="Supprimer"
      cancelLabel="Garder"
      danger
    />
  </Card>
)

const Marks = () => (
  <Card title="Marques" id="marks">
    <div class="stack">
      <Actions>
        {tones.map(tone => (
          <Badge tone={tone}>{tone}</Badge>
        ))}
        <Badge tone="success" icon="check">
          Payé
        </Badge>
        <Badge tone="warning" icon="hourglass">
          En attente client
        </Badge>
        <Badge tone="danger" icon="timer">
          En retard de 2 j
        </Badge>
      </Actions>
      <Actions>
        <Count value={3} label="non lus" />
        <Count value={12} tone="neutral" />
        <Count value="9+" tone="danger" />
        <Tag icon="bug">Bug</Tag>
        <Tag icon="paperclip">3</Tag>
        <Kbd>Ctrl</Kbd>
        <Kbd>K</Kbd>
      </Actions>
      <Actions>
        {['Camille Roy', 'Léa Martin', 'Hugo Lune', 'Nadia Benali', 'Awa Diop', 'Koffi', 'Emma Pine'].map(
          name => (
            <Avatar name={name} alone />
          ),
        )}
        <Avatar name="Louis Érable" size="lg" alone presence="en ligne" />
        <AvatarGroup names={['Camille Roy', 'Équipe Lumen', 'Awa Diop']} more={2} label="Cinq personnes" />
      </Actions>
    </div>
  </Card>
)

const Notices = () => (
  <Card title="Annonces" id="notices">
    <div class="stack">
      <Notice>Le prix sera confirmé avant toute facturation.</Notice>
      <Notice tone="success" icon="circle-check" title="Paiement reçu">
        450,00 € le 12 novembre. Merci !
      </Notice>
      <Notice tone="warning" icon="triangle-alert">
        Ce projet est archivé : il se lit, mais ne se modifie plus.
      </Notice>
      <Notice tone="danger" icon="circle-alert">
        Le paiement a été refusé par la banque.
      </Notice>
      <Toast
        message="Tâche déplacée dans Terminé."
        closeLabel="Fermer"
        seconds={0}
        action={<Button size="sm">Annuler</Button>}
      />
      <Toast message="Fichier ajouté." tone="success" closeLabel="Fermer" seconds={0} />
    </div>
  </Card>
)

/** Buttons, marks, announcements and what opens above the page. */
export const ActionSamples = () => (
  <>
    <Buttons />
    <Marks />
    <Notices />
  </>
)
