export const ticketList = {
  error: {
    many_tags: 'Ten tags per request, no more.',
    same_name: 'A view already has this name.',
    many_views: 'You already have thirty views: delete one.',
  },
  journal: {
    saved: 'View of the requests saved',
    renamed: 'View of the requests renamed',
    removed: 'View of the requests deleted',
  },
}
