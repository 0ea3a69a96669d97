package dev.gazette.board.explain;

import dev.gazette.board.card.Card;
import java.util.List;

/// What holds a card.
///
/// @param gates none for a card that is given out to the next worker that fits
/// @param place among the ready cards of its board, from 1; 0 for one that is not ready
/// @param waitingWorkers how many stand in line here that would take it
public record Explanation(Card card, List<Gate> gates, long place, int waitingWorkers) {}
