package io.onshore.gateway.receipt;

/** Writes receipts down. */
@FunctionalInterface
public interface ReceiptText {
  /**
   * The receipt as JSON, with the names of its components in their order; what is empty is left
   * out.
   */
  String json(Receipt receipt);
}
