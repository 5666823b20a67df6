export const ticketList = {
  error: {
    many_tags: 'Dix étiquettes par demande, pas plus.',
  },
}
