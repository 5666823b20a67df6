export const push = {
  title: 'Notifications sur cet appareil',
  lead: 'Un message bref à l’écran, même portail fermé : qui, quoi, dans quel projet. Il suit vos choix ci-dessus ; ce que vous recevez une fois par jour ou jamais ne s’affiche pas.',
  none: 'Ce navigateur ne le permet pas.',
  install:
    'Sur iPhone et iPad, ajoutez d’abord le portail à l’écran d’accueil (Partager, puis « Sur l’écran d’accueil »), et ouvrez-le de là.',
  blocked:
    'Ce navigateur bloque les notifications du portail. Autorisez-les dans ses réglages, puis rechargez cette page.',
  on: 'Cet appareil reçoit vos notifications.',
  allow: 'Activer sur cet appareil',
  failed: 'Le navigateur n’a pas pu les activer. Vérifiez la connexion et réessayez.',
  devices: 'Appareils activés',
  since: 'depuis le {date}',
  told: 'dernière notification {when}',
  here: 'Cet appareil',
  remove: 'Retirer',
  added: 'Notifications activées.',
  removed: 'Appareil retiré.',
  refused: 'Ce navigateur passe par un service de notifications que nous ne connaissons pas.',
}
