export const common = {
  cancel: 'Annuler',
  back: 'Retour',
  undo: 'Annuler',
}
