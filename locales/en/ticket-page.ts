export const ticketPage = {
  journal: {
    followed: 'Somebody put in copy of request #{number}',
    unfollowed: 'Somebody taken out of copy of request #{number}',
    linked: 'Request #{number} linked to request #{otherNumber}',
    unlinked: 'Request #{number} no longer linked to request #{otherNumber}',
  },
}
