export const mail = {
  hello: 'Bonjour,',
  hello_name: 'Bonjour {name},',
  open: 'Ouvrir',
  neutral: 'Votre portail',
  footer:
    'Vous recevez cet e-mail parce que vous avez un accès à l’espace de {workspace}. Si vous ne l’attendiez pas, ignorez-le.',
  footer_neutral:
    'Cet e-mail a été envoyé à cette adresse à la demande de quelqu’un. Si ce n’est pas vous, ignorez-le : il ne se passera rien.',
}
