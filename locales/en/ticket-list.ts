export const ticketList = {
  error: {
    many_tags: 'Ten tags per request, no more.',
  },
}
