export const mail = {
  hello: 'Bonjour,',
  hello_name: 'Bonjour {name},',
  open: 'Ouvrir',
  neutral: 'Votre portail',
  fact: '{label} : {value}',
  answer_ticket: 'Vous pouvez répondre à cet e-mail : votre réponse s’ajoutera à la demande.',
  answer_conversation:
    'Vous pouvez répondre à cet e-mail : votre réponse s’ajoutera à la conversation du projet.',
  footer:
    '{workspace} vous a ouvert un accès à son espace : c’est pourquoi vous recevez cet e-mail. Si vous ne l’attendiez pas, ignorez-le.',
  footer_neutral:
    'Cet e-mail a été envoyé à cette adresse à la demande de quelqu’un. Si ce n’est pas vous, ignorez-le : il ne se passera rien.',
}
