export const notifications = {
  sentence: {
    mentioned: 'vous a mentionné dans la conversation',
  },
}
