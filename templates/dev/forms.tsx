import {
  Button,
  Card,
  Checkbox,
  CheckboxList,
  CodeField,
  ErrorSummary,
  FieldRow,
  FileField,
  Form,
  FormActions,
  RadioCards,
  SelectField,
  Switch,
  TextArea,
  TextField,
} from '../shared'

const Filled = () => (
  <Card title="Formulaire" id="form">
    <Form action="#">
      <FieldRow>
        <TextField name="subject" label="Objet" placeholder="Une phrase suffit" required />
        <SelectField
          name="phase"
          label="Phase"
          optional="(facultatif)"
          placeholder="Aucune"
          options={[
            { value: 'a', label: 'Maquette' },
            { value: 'b', label: 'Recette' },
          ]}
        />
      </FieldRow>
      <RadioCards
        name="type"
        label="De quoi s’agit-il ?"
        columns={2}
        value="bug"
        options={[
          { value: 'bug', label: 'Un bug', hint: 'Quelque chose ne marche pas', icon: 'bug' },
          {
            value: 'change',
            label: 'Une modification',
            hint: 'Un texte, une image, une page',
            icon: 'pencil',
          },
          { value: 'better', label: 'Une amélioration', hint: 'Une idée, une nouveauté', icon: 'lightbulb' },
          { value: 'question', label: 'Une question', hint: 'Un doute, un conseil', icon: 'circle-help' },
        ]}
      />
      <TextArea name="text" label="Description" hint="Dites ce que vous voyez et ce que vous attendiez." />
      <FieldRow>
        <TextField name="amount" label="Montant TTC" value="450,00" after="€" inputmode="decimal" />
        <TextField name="due" label="Échéance" type="date" value="2026-12-01" optional="(facultatif)" />
      </FieldRow>
      <FileField
        name="files"
        label="Pièces jointes"
        multiple
        prompt="Glissez vos fichiers ici, ou choisissez-les"
        hint="Images, PDF, documents : 50 Mo au plus."
      />
      <Checkbox
        name="later"
        label="Proposer de facturer plus tard"
        hint="Le client donne son accord sans payer tout de suite."
        checked
      />
      <Switch name="tickets" label="Accepter les demandes" checked />
      <CheckboxList
        name="notify"
        label="Me prévenir"
        values={['a']}
        options={[
          { value: 'a', label: 'Des messages' },
          { value: 'b', label: 'Des fichiers' },
        ]}
      />
      <FormActions>
        <Button variant="primary">Envoyer la demande</Button>
        <Button variant="ghost">Annuler</Button>
      </FormActions>
    </Form>
  </Card>
)

const Refused = () => (
  <Card title="Formulaire refusé" id="refused">
    <Form action="#">
      <ErrorSummary
        title="Deux points à revoir"
        errors={[
          { field: 'refused-email', message: 'Indiquez une adresse complète' },
          { field: 'refused-code', message: 'Ce code a expiré' },
        ]}
      />
      <TextField
        name="refused-email"
        label="Adresse e-mail"
        type="email"
        value="lea@"
        autocomplete="email"
        error="Indiquez une adresse complète, par exemple lea@exemple.fr."
      />
      <CodeField
        name="refused-code"
        label="Code reçu par e-mail"
        value="A1B2C3"
        error="Ce code a expiré. Demandez-en un nouveau."
      />
      <TextField name="refused-locked" label="Référence" value="VIR-2026-0012" readonly />
      <TextField name="refused-off" label="Indisponible" disabled />
      <FormActions>
        <Button variant="primary">Continuer</Button>
      </FormActions>
    </Form>
  </Card>
)

/** Every field, empty, filled and refused. */
export const FormSamples = () => (
  <>
    <Filled />
    <Refused />
  </>
)
