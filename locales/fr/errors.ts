export const errors = {
  required: 'Ce champ est nécessaire.',
  too_long: 'C’est trop long.',
  too_short: 'C’est trop court.',
  invalid: 'Cette valeur n’est pas valable.',
  email: 'Cette adresse e-mail n’est pas valable.',
  amount: 'Indiquez un montant, par exemple 450,00.',
  date: 'Indiquez une date valable.',
  choice: 'Choisissez une des possibilités.',
  form: 'Quelque chose est à corriger :',
  not_found: {
    title: 'Cette page n’existe pas',
    text: 'Elle a peut-être été déplacée, ou vous n’y avez pas accès.',
  },
  forbidden: {
    title: 'Ce n’est pas possible ici',
    text: 'Votre accès ne permet pas cette action.',
  },
  looking: {
    title: 'Vous regardez seulement',
    text: 'Vous voyez l’espace d’un contact, en lecture seule. Rien n’a été enregistré. Pour agir, revenez à votre espace.',
  },
  conflict: {
    title: 'Cela vient de changer',
    text: 'Quelqu’un d’autre a été plus rapide, ou l’état ne le permet plus. Rechargez la page pour voir où cela en est.',
  },
  too_many: {
    title: 'Un peu trop vite',
    text: 'Il y a eu trop d’essais. Réessayez dans {minutes, plural, one {une minute} other {# minutes}}.',
  },
  fault: {
    title: 'Quelque chose s’est mal passé de notre côté',
    text: 'Rien n’a été perdu. Réessayez dans un instant ; si cela recommence, donnez cette référence : {reference}.',
  },
  malformed: {
    title: 'Ce formulaire n’est pas arrivé entier',
    text: 'Ce qui a été envoyé n’a pas pu être lu, et rien n’a été enregistré. Revenez à la page et réessayez.',
  },
  too_large: {
    title: 'C’est trop lourd',
    text: 'Ce qui a été envoyé dépasse la taille permise. Rien n’a été enregistré ; essayez avec des fichiers plus légers.',
  },
  origin: {
    title: 'Cette demande vient d’ailleurs',
    text: 'Par sécurité, elle n’a pas été suivie. Revenez à la page et réessayez.',
  },
  home: 'Retour à l’accueil',
}
