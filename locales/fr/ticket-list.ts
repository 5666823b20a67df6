export const ticketList = {
  error: {
    many_tags: 'Dix étiquettes par demande, pas plus.',
    same_name: 'Une vue porte déjà ce nom.',
    many_views: 'Vous avez déjà trente vues : supprimez-en une.',
  },
  journal: {
    saved: 'Vue des demandes enregistrée',
    renamed: 'Vue des demandes renommée',
    removed: 'Vue des demandes supprimée',
  },
}
