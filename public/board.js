// The team's board: cards are dragged, or moved by the menu that one link on each card opens.
import './board/drag.js'
import './board/menu.js'
import './board/quick.js'
