export const ticketPage = {
  journal: {
    followed: 'Une personne mise en copie de la demande #{number}',
    unfollowed: 'Une personne retirée de la copie de la demande #{number}',
    linked: 'Demande #{number} liée à la demande #{otherNumber}',
    unlinked: 'Demande #{number} déliée de la demande #{otherNumber}',
  },
}
