export const files = {
  error: {
    none: 'Choisissez au moins un fichier.',
    count: 'Dix fichiers au plus à la fois.',
    size: 'Un fichier dépasse 25 Mo.',
    empty: 'Un fichier est vide.',
    type: 'Ce type de fichier n’est pas accepté. Mettez-le dans une archive ZIP.',
    quota: 'Il n’y a plus assez de place dans cet espace.',
  },
}
